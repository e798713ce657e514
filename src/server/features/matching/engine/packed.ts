import { allocateRoster, markRoster, type Roster, type RosterRow } from './roster.ts'

/**
 * Students as the database packs them, one after another, big-endian: id (16 bytes), joined (8, milliseconds),
 * traits (2), number of slots (2), then two bytes each for start and end of every slot.
 */
const head = 28

/** A roster out of packed students in tie order. */
export function unpackRoster(packed: Buffer): Roster {
  let size = 0
  let slotCount = 0
  for (let at = 0; at < packed.length; size++) {
    const slots = packed.readUInt16BE(at + 26)
    slotCount += slots
    at += head + 4 * slots
  }
  const roster = allocateRoster(size, slotCount)
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  let at = 0
  let place = 0
  for (let row = 0; row < size; row++) {
    for (let word = 0; word < 4; word++) roster.ids[4 * row + word] = view.getUint32(at + 4 * word)
    roster.joined[row] = readMilliseconds(view, at + 16)
    roster.traits[row] = view.getUint16(at + 24)
    const slots = view.getUint16(at + 26)
    roster.counts[row] = slots
    at += head
    for (let i = 0; i < 2 * slots; i++, at += 2) roster.slots[place++] = view.getUint16(at)
  }
  return markRoster(roster)
}

/** A single packed student. */
export function unpackRow(packed: Buffer): RosterRow {
  const { ids, joined, traits, slots } = unpackRoster(packed)
  const [a = 0, b = 0, c = 0, d = 0] = ids
  return { id: [a, b, c, d], joined: joined[0] ?? 0, traits: traits[0] ?? 0, slots }
}

function readMilliseconds(view: DataView, at: number): number {
  return view.getInt32(at) * 2 ** 32 + view.getUint32(at + 4)
}
