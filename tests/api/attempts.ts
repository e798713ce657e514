import { createECDH } from 'node:crypto'
import type { TestStudent } from '../server.ts'
import { forgedPasskey, forgedProof, providerTerms } from './forged.ts'

/** A student, and the ids of what is theirs. */
export interface Victim {
  student: TestStudent
  course: string
  slot: string
  session: string
  picture: string
  passkey: string
  /** Id of somebody whom the student is connected with. */
  friend: string
  /** About the student. */
  report: string
  /** Ready to be downloaded. */
  export: string
  /** A request that waits for the student's answer. */
  request: string
  /** A connection with messages. */
  conversation: string
  /** One of these messages, and the image that another one carries. */
  message: string
  attachment: string
  studySession: string
  /** That the student was asked, and the browser that it is pushed to. */
  notification: string
  subscription: string
  /** Where the student signs in elsewhere. */
  provider: string
  /** Whom nobody signs in with, so that an operator may delete it. */
  spareProvider: string
}

/** What a request is made of, beside the operation. */
export interface Attempt {
  query?: Record<string, string>
  params?: Record<string, string>
  body?: object
  /** Content type of the image that is the body. */
  image?: string
}

/** A day in ten days. */
export const soon = new Date(Date.now() + 10 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)

const ways = { app: false, push: false, mail: false }

/** As a browser would ask for it. */
export const subscriptionTo = (endpoint: string) => ({
  endpoint,
  keys: { p256dh: createECDH('prime256v1').generateKeys('base64url'), auth: 'A'.repeat(22) },
})

const slot = { day: 5, start: '01:00', end: '02:00' }
/** By operation: a request for the things of a student. */
export const attempts: Record<string, (victim: Victim) => Attempt> = {
  listUniversities: () => ({}),
  signUp: ({ student }) => ({
    body: { email: student.email, password: 'a password of mine', firstName: 'M', lastName: 'M' },
  }),
  verifyEmail: () => ({ body: { token: 'a-token-that-was-never-mailed', password: 'a guess' } }),
  resendVerification: ({ student }) => ({ body: { email: student.email } }),
  signIn: ({ student }) => ({ body: { email: student.email, password: 'a guess' } }),
  signOut: () => ({}),
  createTokens: ({ student }) => ({ body: { email: student.email, password: 'a guess' } }),
  refreshTokens: () => ({ body: { refreshToken: 'a-token-that-was-never-given' } }),
  requestPasswordReset: ({ student }) => ({ body: { email: student.email } }),
  resetPassword: () => ({ body: { token: 'a-token-that-was-never-mailed', password: 'a password of mine' } }),
  changePassword: () => ({ body: { current: 'a guess', password: 'a password of mine' } }),
  requestAddress: ({ student }) => ({ body: { email: student.email, password: 'a guess' } }),
  confirmAddress: () => ({ body: { token: 'a-token-that-was-never-mailed' } }),
  finishSignIn: () => ({ body: { code: '123456' } }),
  askPasskey: () => ({ body: { purpose: 'second-factor' } }),
  signInWithPasskey: () => ({ body: forgedProof }),
  confirmSession: () => ({ body: { password: 'a guess' } }),
  getFactors: () => ({}),
  askNewPasskey: () => ({}),
  addPasskey: () => ({ body: { name: 'Mine', response: forgedPasskey } }),
  deletePasskey: ({ passkey }) => ({ params: { id: passkey } }),
  beginApp: () => ({}),
  confirmApp: () => ({ body: { code: '123456' } }),
  deleteApp: () => ({}),
  renewRecoveryCodes: () => ({}),
  listProviders: ({ student }) => ({ query: { email: student.email } }),
  startSignInElsewhere: () => ({ params: { slug: 'northfield' }, body: {} }),
  finishSignInElsewhere: () => ({
    params: { slug: 'northfield' },
    body: { query: '?code=a-guess&state=a-guess' },
  }),
  listLinks: () => ({}),
  startLink: () => ({ params: { slug: 'northfield' }, body: {} }),
  confirmLink: () => ({}),
  unlinkProvider: () => ({ params: { slug: 'northfield' } }),
  listAllProviders: () => ({}),
  createProvider: () => ({ body: { ...providerTerms, slug: 'mine', issuer: 'http://127.0.0.1:9' } }),
  changeProvider: ({ provider }) => ({ params: { id: provider }, body: providerTerms }),
  deleteProvider: ({ spareProvider }) => ({ params: { id: spareProvider } }),
  requestDeletion: () => ({ body: { password: 'a guess' } }),
  listSessions: () => ({}),
  endSession: ({ session }) => ({ params: { id: session } }),
  endOtherSessions: () => ({}),
  getMe: () => ({}),
  listOutbox: () => ({}),
  getProfile: () => ({}),
  getVisibility: () => ({}),
  putVisibility: () => ({ body: { visibility: 'course' } }),
  putProfile: () => ({ body: { preferredLocation: null, studyStyle: null, studyPace: null, bio: null } }),
  putPicture: () => ({ image: 'image/png' }),
  deletePicture: () => ({}),
  getPicture: ({ picture }) => ({ params: { id: picture } }),
  searchCourses: () => ({}),
  getCourse: ({ course }) => ({ params: { id: course } }),
  listMyCourses: () => ({}),
  joinCourse: ({ course }) => ({ params: { id: course } }),
  leaveCourse: ({ course }) => ({ params: { id: course } }),
  getWeek: () => ({}),
  replaceWeek: () => ({ body: { slots: [slot] } }),
  addSlot: () => ({ body: slot }),
  changeSlot: (victim) => ({ params: { id: victim.slot }, body: slot }),
  deleteSlot: (victim) => ({ params: { id: victim.slot } }),
  listMatches: ({ course }) => ({ params: { id: course } }),
  adviseMatches: ({ course }) => ({ params: { id: course } }),
  listAllMatches: () => ({}),
  watchMatches: ({ course }) => ({ params: { id: course } }),
  requestConnection: ({ student, course }) => ({ body: { targetId: student.id, courseId: course } }),
  listConnections: () => ({}),
  getConnection: ({ request }) => ({ params: { id: request } }),
  acceptConnection: ({ request }) => ({ params: { id: request } }),
  declineConnection: ({ request }) => ({ params: { id: request } }),
  cancelConnection: ({ request }) => ({ params: { id: request } }),
  listBlocks: () => ({}),
  listIgnored: () => ({}),
  ignoreStudent: ({ friend }) => ({ params: { id: friend } }),
  unignoreStudent: ({ friend }) => ({ params: { id: friend } }),
  blockStudent: ({ friend }) => ({ params: { id: friend } }),
  unblockStudent: ({ friend }) => ({ params: { id: friend } }),
  reportStudent: ({ friend }) => ({ body: { studentId: friend, kind: 'person', reason: 'spam' } }),
  listReports: () => ({}),
  getReportedPicture: ({ report }) => ({ params: { id: report } }),
  actOnReport: ({ report }) => ({ params: { id: report }, body: { action: 'dismiss' } }),
  listStaff: () => ({}),
  putRole: ({ friend }) => ({ params: { id: friend }, body: { role: 'student' } }),
  listConversations: () => ({}),
  getConversation: ({ conversation }) => ({ params: { id: conversation } }),
  listMessages: ({ conversation }) => ({ params: { id: conversation } }),
  openLive: () => ({}),
  requestExport: () => ({}),
  listExports: () => ({}),
  downloadExport: (victim) => ({ params: { id: victim.export } }),
  sendMessage: ({ conversation }) => ({ params: { id: conversation }, body: { content: 'Hello' } }),
  suggestStudySessions: ({ conversation }) => ({ params: { id: conversation } }),
  listConversationStudySessions: ({ conversation }) => ({ params: { id: conversation } }),
  proposeStudySession: ({ conversation }) => ({
    params: { id: conversation },
    body: { date: soon, start: '10:00', minutes: 60 },
  }),
  acceptStudySession: ({ studySession }) => ({ params: { id: studySession } }),
  declineStudySession: ({ studySession }) => ({ params: { id: studySession } }),
  cancelStudySession: ({ studySession }) => ({ params: { id: studySession } }),
  listStudySessions: () => ({}),
  getStudySessionCalendar: ({ studySession }) => ({ params: { id: studySession } }),
  getCalendarFeed: () => ({}),
  renewCalendarFeed: () => ({}),
  deleteCalendarFeed: () => ({}),
  readCalendarFeed: () => ({ params: { file: `${'a'.repeat(43)}.ics` } }),
  listNotifications: () => ({}),
  readNotifications: ({ notification }) => ({ body: { id: notification } }),
  getNotificationSettings: () => ({}),
  putNotificationSettings: () => ({
    body: {
      kinds: { request: ways, acceptance: ways, message: ways, session: ways },
      quietHours: null,
      digest: 'off',
    },
  }),
  getPushKey: () => ({}),
  putPushSubscription: () => ({ body: subscriptionTo('https://push.example/mine') }),
  deletePushSubscription: ({ subscription }) => ({ params: { id: subscription } }),
  unsubscribe: () => ({ params: { token: 'a-token-that-was-never-mailed' } }),
  getSignals: () => ({}),
  putSignals: () => ({ body: { reading: true, presence: true } }),
  markRead: ({ conversation }) => ({ params: { id: conversation }, body: { sequence: 1 } }),
  editMessage: ({ conversation, message }) => ({
    params: { id: conversation, messageId: message },
    body: { content: 'Hello' },
  }),
  deleteMessage: ({ conversation, message }) => ({ params: { id: conversation, messageId: message } }),
  listChanges: ({ conversation }) => ({ params: { id: conversation } }),
  searchMessages: () => ({ query: { q: 'meet me' } }),
  uploadAttachment: () => ({ query: { name: 'mine.png' }, image: 'application/octet-stream' }),
  getAttachment: ({ attachment }) => ({ params: { id: attachment } }),
  getThumbnail: ({ attachment }) => ({ params: { id: attachment } }),
}
