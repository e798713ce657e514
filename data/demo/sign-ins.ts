export interface DemoSignIn {
  email: string
  password: string
  /** What one sees when signed in as this student. */
  note: string
}

/** The two students of the demo campus that one can sign in as; nobody can as any other. */
export const demoSignIns: DemoSignIn[] = [
  {
    email: 'maya.okafor@northfield.example',
    password: 'study-together',
    note: 'has a request to answer and a new message',
  },
  {
    email: 'leo.lindqvist@northfield.example',
    password: 'study-together',
    note: "takes three of Maya's courses; connected in one",
  },
]
