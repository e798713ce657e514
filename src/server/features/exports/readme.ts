/** README.txt of an export. */
export function readme(email: string, at: Date): string {
  return `Everything that Campus Connect keeps about ${email}
Put together on ${at.toISOString().slice(0, 10)}

README.txt              this page
account.json            your account: name, address, university, and other services that you sign in by
profile.json            how you like to study, what you say about yourself, and who finds you
picture.webp            your picture, if you have one
courses.json            the courses that you are in or were in
hours.json              when you are free: day 0 is Sunday, hours are those of your campus
connections.json        whom you asked and who asked you, with all that became of it
conversations/<id>.json your conversations, named by the id of the connection: every message, yours ("me")
                        and those that were written to you ("partner")
files/<id>/             the images and files in them, named in each message as "file"
study-sessions.json     sessions that you and your partners proposed, and what became of them
notifications.json      what you were told of, how you want to be told, and the browsers that are pushed to
blocks.json             whom you have blocked
ignored.json            whom you ignore
reports.json            what you have told the staff, and what it was about
sessions.json           where you are signed in: browsers and programs, with address and times
second-proofs.json      passkeys and the authenticator app that you sign in with, and how many recovery codes are left
exports.json            exports like this one that you asked for

The .json files are text; any editor opens them. Instants are UTC.

What is not in here, and why:
- Passwords, keys and the like, which are kept only as what checks them and would be of use to a thief alone.
- What other people keep to themselves: who has blocked or ignores you, what somebody told the staff about you, and what staff
  noted about it. Ask the staff of your university about that.
- What is only worked out from the above and made anew at any time, such as lists of matches.
`
}
