import { expect, test } from 'vitest'
import { domainOf } from './domain.ts'

test.for([
  ['ada@northfield.example', 'northfield.example'],
  [' Ada@CS.Northfield.example ', 'cs.northfield.example'],
  ['ada@northfield', ''],
  ['ada@northfield.', ''],
  ['@northfield.example', ''],
  ['ada@b@northfield.example', ''],
  ['ada', ''],
  ['', ''],
])('%o is at %o', ([email = '', domain]) => expect(domainOf(email)).toBe(domain))
