/** Who is asking, as the session says. Only the accounts feature makes one. */
export interface Student {
  id: string
  email: string
  firstName: string
  lastName: string
  pictureUrl: string | null
  isVerified: boolean
  role: 'student' | 'staff' | 'operator'
  /** By how many proofs of who they are the session began. */
  factors: 1 | 2
  /** When whoever uses this browser last proved who they are; null for a program. */
  provenAt: Date | null
  /** Whether the session began with as many proofs as the service asks of staff. */
  isStaffProof: boolean
  university: {
    id: string
    name: string
    domain: string
    timeZone: string
    currentSemester: string | null
    /** Another one after every change of the university's courses. */
    catalogueVersion: string
  }
}

declare const verified: unique symbol

/** A student whose address is confirmed. Only the route's gate mints it, so forgetting the check does not compile. */
export type VerifiedStudent = Student & { readonly [verified]: true }

declare const staff: unique symbol

/** Verified staff; minted by the gate, too. What is theirs to see is of their university, or of all for an operator. */
export type StaffMember = VerifiedStudent & { readonly [staff]: true }

declare module 'fastify' {
  interface FastifyRequest {
    /** null: nobody is signed in. */
    student: Student | null
  }
}
