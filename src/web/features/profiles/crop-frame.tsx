import { type KeyboardEvent, type RefObject, useEffect, useEffectEvent } from 'react'
import { type Crop, type Extent, extentOf, type Gesture, mostZoom, placed } from './crop.ts'
import { listenForGestures } from './crop-gestures.ts'

interface CropFrameProps {
  frame: RefObject<HTMLDivElement | null>
  url: string
  /** null until the picture is loaded. */
  shown: { crop: Crop; extent: Extent } | null
  onLoad: (extent: Extent) => void
  onUnreadable: () => void
  onGesture: (gesture: Gesture) => void
}

const still: Gesture = { across: 0, down: 0, factor: 1, u: 0.5, v: 0.5 }
/** Of the frame, that an arrow key moves the picture. */
const step = 0.04
/** Steps of the slider from one end to the other, each by the same factor. */
const zoomSteps = 50

/** A picture behind a square frame, moved and zoomed by hand, wheel or keys. The circle is how others see it. */
export function CropFrame({ frame, url, shown, onLoad, onUnreadable, onGesture }: CropFrameProps) {
  const tell = useEffectEvent(onGesture)
  useEffect(() => {
    if (!frame.current) return
    const stopping = new AbortController()
    listenForGestures(frame.current, (gesture) => tell(gesture), stopping.signal)
    return () => stopping.abort()
  }, [frame])

  function onKeyDown(event: KeyboardEvent) {
    const gesture = keys[event.key]
    if (!gesture) return
    event.preventDefault()
    onGesture({ ...still, ...gesture })
  }

  const zoom = 1 / (shown?.crop.size ?? 1)
  return (
    <>
      <div
        ref={frame}
        role="application"
        aria-label="Part of the picture: drag it, or move it with the arrow keys"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes keys
        tabIndex={0}
        onKeyDown={onKeyDown}
        className="relative mx-auto aspect-square w-full max-w-[clamp(8rem,100dvh-24rem,20rem)] cursor-grab touch-none overflow-hidden rounded-xl bg-sunken select-none active:cursor-grabbing"
      >
        <img
          src={url}
          alt=""
          draggable={false}
          onLoad={({ currentTarget }) =>
            onLoad(extentOf(currentTarget.naturalWidth, currentTarget.naturalHeight))
          }
          onError={onUnreadable}
          className="absolute top-0 left-0 max-w-none origin-top-left"
          style={shown ? placed(shown.crop, shown.extent) : { visibility: 'hidden' }}
        />
        <div className="pointer-events-none absolute inset-0 rounded-full shadow-[0_0_0_20rem_#0008]" />
      </div>
      <label className="mx-auto flex w-full max-w-80 items-center gap-3 text-sm font-medium">
        Zoom
        <input
          type="range"
          min={0}
          max={zoomSteps}
          value={Math.round((zoomSteps * Math.log(zoom)) / Math.log(mostZoom))}
          aria-valuetext={`${zoom.toFixed(1)} times`}
          disabled={!shown}
          onChange={(event) => {
            const wanted = mostZoom ** (Number(event.target.value) / zoomSteps)
            onGesture({ ...still, factor: wanted / zoom })
          }}
          className="h-11 flex-1 accent-accent"
        />
      </label>
    </>
  )
}

const keys: Record<string, Partial<Gesture>> = {
  ArrowLeft: { across: -step },
  ArrowRight: { across: step },
  ArrowUp: { down: -step },
  ArrowDown: { down: step },
  '+': { factor: 1.1 },
  '-': { factor: 1 / 1.1 },
}
