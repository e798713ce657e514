/** Five colours of a picture: ground, three layers from soft to strong, and one that stands out. */
export interface Palette {
  ground: string
  soft: string
  middle: string
  strong: string
  bright: string
}

/** Draws on a canvas of 512 × 512; answers SVG elements. */
export type Motif = (palette: Palette) => string

const stars = (color: string, places: [number, number, number][]) =>
  places.map(([x, y, r]) => `<circle cx="${x}" cy="${y}" r="${r}" fill="${color}"/>`).join('')

const eyes = (color: string, x: number, y: number, r: number) =>
  `<circle cx="${256 - x}" cy="${y}" r="${r}" fill="${color}"/><circle cx="${256 + x}" cy="${y}" r="${r}" fill="${color}"/>`

const mountains: Motif = ({ soft, middle, strong, bright }) => `
  <circle cx="352" cy="168" r="62" fill="${bright}"/>
  <path d="M0 330 120 206 208 292 306 172 512 360V512H0z" fill="${soft}"/>
  <path d="M306 172l-46 56 30 22 22-18 24 26 26-22z" fill="#fff" opacity=".75"/>
  <path d="M0 402 96 318 190 396 300 300 420 404 512 340V512H0z" fill="${middle}"/>
  <path d="M0 452C120 396 210 470 320 436S460 420 512 446V512H0z" fill="${strong}"/>`

const sailing: Motif = ({ soft, middle, strong, bright }) => `
  <circle cx="150" cy="150" r="52" fill="${bright}" opacity=".9"/>
  <path d="M262 92V338H118C190 280 240 190 262 92z" fill="#fff"/>
  <path d="M282 140c54 60 84 128 92 198H282z" fill="${bright}"/>
  <path d="M96 358H404c-14 46-44 70-84 70H176c-40 0-66-24-80-70z" fill="${strong}"/>
  <path d="M0 416q43-30 86 0t86 0 86 0 86 0 86 0 86 0V512H0z" fill="${middle}"/>
  <path d="M-40 462q43-28 86 0t86 0 86 0 86 0 86 0 86 0 86 0V512H-40z" fill="${soft}"/>`

const cactus: Motif = ({ soft, middle, strong, bright }) => `
  <circle cx="256" cy="256" r="196" fill="${soft}"/>
  <path d="M256 372V146" stroke="${strong}" stroke-width="84" stroke-linecap="round"/>
  <path d="M228 292h-42q-40 0-40-40v-34M284 262h38q38 0 38-38v-38" fill="none" stroke="${strong}" stroke-width="44" stroke-linecap="round"/>
  <path d="M240 140v212M272 140v212" stroke="${middle}" stroke-width="6" stroke-linecap="round" stroke-dasharray="4 22"/>
  <path d="M256 106l12-30 16 26 28-10-12 30z M256 106l-12-30-16 26-28-10 12 30z" fill="${bright}"/>
  <path d="M164 362h184l-22 98H186z" fill="${bright}"/><path d="M152 346h208v40H152z" fill="${middle}"/>`

const mug: Motif = ({ soft, middle, strong, bright }) => `
  <path d="M0 392h512v120H0z" fill="${soft}"/>
  <path d="M340 258h36a52 52 0 0 1 0 104h-40" fill="none" stroke="${strong}" stroke-width="30"/>
  <path d="M132 216h220v140q0 62-62 62h-96q-62 0-62-62z" fill="${strong}"/>
  <ellipse cx="242" cy="216" rx="110" ry="24" fill="${middle}"/>
  <path d="M196 172q-26-30 0-56t0-56M250 172q-26-30 0-56t0-56M304 172q-26-30 0-56t0-56" fill="none" stroke="#fff" stroke-width="13" stroke-linecap="round" opacity=".85"/>
  <path d="M242 372c-58-38-58-82-28-86 16-2 26 10 28 20 2-10 12-22 28-20 30 4 30 48-28 86z" fill="${bright}"/>`

const cat: Motif = ({ ground, soft, middle, strong, bright }) => `
  <path d="M256 512c-120 0-184-40-190-112h380c-6 72-70 112-190 112z" fill="${middle}"/>
  <path d="M112 92l96 60h96l96-60 8 200a152 136 0 0 1-304 0z" fill="${strong}"/>
  <path d="M136 134l50 36-44 46zM376 134l-50 36 44 46z" fill="${soft}"/>
  ${eyes('#fff', 70, 262, 34)}${eyes('#1f2430', 66, 264, 19)}${eyes('#fff', 60, 257, 6)}
  <path d="M238 312h36l-18 22z" fill="${bright}"/>
  <path d="M256 334v16m0 0q-22 26-42 4m42-4q22 26 42 4M150 318l-70-14m70 36-68 8M362 318l70-14m-70 36 68 8" fill="none" stroke="${ground}" stroke-width="7" stroke-linecap="round"/>`

const fox: Motif = ({ ground, soft, middle, strong, bright }) => `
  <circle cx="256" cy="270" r="206" fill="${soft}" opacity=".55"/>
  <path d="M92 88l118 70h92l118-70-22 192L256 448 114 280z" fill="${bright}"/>
  <path d="M118 124l62 50-44 50zM394 124l-62 50 44 50z" fill="${strong}"/>
  <path d="M114 280l92-18 50 104 50-104 92 18L256 448z" fill="#fff"/>
  <path d="M222 412h68l-34 40z" fill="#1f2430"/>${eyes('#1f2430', 66, 252, 17)}${eyes(ground, 62, 247, 5)}
  <path d="M256 158l-22 70h44z" fill="${middle}" opacity=".6"/>`

const bird: Motif = ({ soft, middle, strong, bright }) => `
  <path d="M0 404q150-46 300-12t212-34" fill="none" stroke="${strong}" stroke-width="18" stroke-linecap="round"/>
  <path d="M392 372q10-58 66-70-2 56-66 70zM96 386q-34-46-8-92 36 40 8 92z" fill="${middle}"/>
  <path d="M150 250c0-84 60-134 128-134 62 0 104 44 104 102 0 100-74 170-166 170-20 0-44-2-78 26l-52-6 64-70z" fill="${bright}"/>
  <path d="M174 286c10-66 70-92 142-76-2 76-58 124-140 118z" fill="${soft}"/>
  <path d="M376 188l64 22-62 26z" fill="${strong}"/><circle cx="316" cy="184" r="15" fill="#1f2430"/><circle cx="321" cy="179" r="5" fill="#fff"/>
  <path d="M232 386v22M266 380v22" stroke="${strong}" stroke-width="9"/>`

const planet: Motif = ({ soft, middle, strong, bright }) => `
  ${stars('#fff', [
    [84, 92, 5],
    [420, 82, 7],
    [456, 300, 4],
    [66, 330, 6],
    [150, 438, 4],
    [384, 440, 6],
    [262, 52, 4],
    [118, 214, 3],
  ])}
  <circle cx="256" cy="256" r="128" fill="${middle}"/>
  <path d="M140 202q116 40 236 6M129 262q130 42 254 4M146 322q110 30 218 2" fill="none" stroke="${soft}" stroke-width="20" opacity=".7"/>
  <path d="M136 310C60 356 40 388 58 402c30 24 182-40 288-112S482 146 458 118c-12-14-50-4-98 16" fill="none" stroke="${bright}" stroke-width="20" stroke-linecap="round"/>
  <circle cx="404" cy="372" r="26" fill="${strong}"/>`

const books: Motif = ({ soft, middle, strong, bright }) => `
  <path d="M0 424h512v88H0z" fill="${soft}"/>
  <rect x="96" y="356" width="300" height="68" rx="10" fill="${strong}"/><rect x="126" y="288" width="290" height="68" rx="10" fill="${bright}"/>
  <rect x="108" y="226" width="262" height="62" rx="10" fill="${middle}"/>
  <path d="M134 356v68M164 288v68M146 226v62M338 226v62" stroke="#fff" stroke-width="9" opacity=".7"/>
  <path d="M214 226c-6-46 10-70 42-84 30 14 46 38 40 84z" fill="${strong}"/>
  <path d="M256 146c-44-16-58-50-54-84 36 6 56 34 54 84zM256 146c4-50 24-76 62-80 2 38-18 68-62 80z" fill="${bright}"/>`

const balloon: Motif = ({ soft, middle, strong, bright }) => `
  <path d="M40 152a34 34 0 0 1 34-34 46 46 0 0 1 88 8 30 30 0 0 1 4 58H72a32 32 0 0 1-32-32zM364 330a28 28 0 0 1 28-28 38 38 0 0 1 72 6 26 26 0 0 1 4 50h-78a28 28 0 0 1-26-28z" fill="#fff" opacity=".8"/>
  <path d="M256 72c86 0 140 60 140 134 0 72-74 118-108 168h-64c-34-50-108-96-108-168 0-74 54-134 140-134z" fill="${bright}"/>
  <path d="M256 72c38 0 62 60 62 134 0 72-32 118-46 168h-32c-14-50-46-96-46-168 0-74 24-134 62-134z" fill="${middle}"/>
  <path d="M230 374l8 36M282 374l-8 36" stroke="${strong}" stroke-width="7"/><rect x="224" y="406" width="64" height="46" rx="9" fill="${strong}"/>
  <path d="M0 484q128-36 256-8t256-6v42H0z" fill="${soft}"/>`

const owl: Motif = ({ ground, soft, middle, strong, bright }) => `
  <circle cx="388" cy="112" r="50" fill="${soft}"/>${stars(soft, [
    [92, 96, 6],
    [150, 54, 4],
    [60, 220, 5],
    [460, 236, 5],
  ])}
  <path d="M112 118q60 44 144 44t144-44q-6 30-2 60 10 40 10 92c0 108-62 178-152 178S104 378 104 270q0-52 10-92 4-30-2-60z" fill="${strong}"/>
  <ellipse cx="256" cy="352" rx="88" ry="82" fill="${middle}"/>
  <path d="M206 320q16 20 33 0 17 20 34 0 17 20 33 0M206 362q16 20 33 0 17 20 34 0 17 20 33 0" fill="none" stroke="${strong}" stroke-width="8" stroke-linecap="round"/>
  ${eyes('#fff', 66, 232, 56)}${eyes('#1f2430', 62, 234, 28)}${eyes('#fff', 54, 224, 9)}
  <path d="M234 262h44l-22 42z" fill="${bright}"/><path d="M60 462h392" stroke="${ground}" stroke-width="0"/>`

const tiles: Motif = ({ ground, soft, middle, strong, bright }) => `
  <path d="M0 0h256v256H0z" fill="${soft}"/><path d="M256 256h256v256H256z" fill="${middle}"/>
  <path d="M0 256A256 256 0 0 1 256 0v256z" fill="${strong}"/><circle cx="384" cy="128" r="96" fill="${bright}"/>
  <path d="M384 32a96 96 0 0 1 0 192z" fill="${strong}"/>
  <path d="M0 512V256l256 256z" fill="${bright}"/><path d="M0 256h128v128z" fill="${middle}"/>
  <path d="M256 256a256 256 0 0 1 256 256H384a128 128 0 0 0-128-128z" fill="${ground}"/><circle cx="300" cy="468" r="30" fill="${bright}"/>`

const leaves: Motif = ({ soft, middle, strong, bright }) => `
  <circle cx="256" cy="232" r="150" fill="${bright}"/>
  <path d="M256 512C246 380 250 300 262 190" stroke="${strong}" stroke-width="13" fill="none" stroke-linecap="round"/>
  <path d="M262 210c-34-60-20-116 16-158 34 48 36 108-16 158z" fill="${strong}"/>
  <path d="M254 318c-76 6-128-36-150-110 78-8 138 30 150 110zM256 300c10-76 66-120 146-124-12 80-66 124-146 124z" fill="${middle}"/>
  <path d="M250 432c-70 14-130-16-164-84 76-18 140 10 164 84zM254 414c26-68 88-98 162-84-28 70-88 98-162 84z" fill="${soft}"/>`

const night: Motif = ({ soft, middle, strong, bright }) => `
  ${stars('#fff', [
    [70, 80, 4],
    [160, 130, 5],
    [250, 70, 4],
    [440, 200, 5],
    [110, 210, 3],
    [300, 160, 3],
  ])}
  <path d="M398 60a84 84 0 1 0 54 132A100 100 0 0 1 398 60z" fill="${bright}"/>
  <path d="M0 340h84v-60h92v96h76V248h100v110h70v-52h90v206H0z" fill="${soft}"/>
  <path d="M0 420h60v-44h110v70h66v-96h96v76h80v-40h100v126H0z" fill="${strong}"/>
  <path d="M84 400h16v20H84zM124 400h16v20h-16zM256 376h18v22h-18zM292 376h18v22h-18zM256 416h18v22h-18zM432 412h16v20h-16zM466 412h16v20h-16zM292 456h18v22h-18zM104 452h16v20h-16z" fill="${bright}"/>
  <path d="M270 276h16v20h-16zM312 276h16v20h-16zM104 306h14v18h-14zM142 306h14v18h-14z" fill="${middle}"/>`

const bear: Motif = ({ soft, middle, strong, bright }) => `
  <path d="M66 512c0-96 84-140 190-140s190 44 190 140z" fill="${bright}"/>
  <circle cx="134" cy="146" r="62" fill="${strong}"/><circle cx="378" cy="146" r="62" fill="${strong}"/>
  <circle cx="134" cy="146" r="32" fill="${soft}"/><circle cx="378" cy="146" r="32" fill="${soft}"/>
  <ellipse cx="256" cy="252" rx="166" ry="150" fill="${strong}"/><ellipse cx="256" cy="308" rx="80" ry="64" fill="${soft}"/>
  ${eyes('#1f2430', 74, 232, 18)}${eyes('#fff', 68, 226, 6)}
  <path d="M226 278h60q2 30-30 34-32-4-30-34z" fill="#1f2430"/><path d="M256 312v20m0 0q-18 18-34 4m34-4q18 18 34 4" fill="none" stroke="#1f2430" stroke-width="7" stroke-linecap="round"/>
  <path d="M200 434h112v24H200z" fill="${middle}"/>`

const record: Motif = ({ ground, soft, middle, strong, bright }) => `
  <circle cx="232" cy="276" r="190" fill="${strong}"/>
  ${[164, 138, 112].map((r) => `<circle cx="232" cy="276" r="${r}" fill="none" stroke="${middle}" stroke-width="4" opacity=".7"/>`).join('')}
  <circle cx="232" cy="276" r="78" fill="${bright}"/><path d="M232 198a78 78 0 0 1 67 117l-67-39z" fill="${soft}"/><circle cx="232" cy="276" r="13" fill="${ground}"/>
  <path d="M424 84v160l-86 96" fill="none" stroke="#fff" stroke-width="15" stroke-linecap="round" stroke-linejoin="round"/>
  <circle cx="424" cy="84" r="30" fill="${middle}"/><path d="M322 336l30 30 22-30-24-22z" fill="${bright}"/>`

export const motifs: Motif[] = [
  mountains,
  sailing,
  cactus,
  mug,
  cat,
  fox,
  bird,
  planet,
  books,
  balloon,
  owl,
  tiles,
  leaves,
  night,
  bear,
  record,
]
