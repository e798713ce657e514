interface AvatarProps {
  person: { firstName: string; lastName: string; pictureUrl: string | null }
  size?: 'sm' | 'md' | 'lg' | 'xl'
}

const sizes = { sm: 'size-8 text-xs', md: 'size-11 text-sm', lg: 'size-14 text-lg', xl: 'size-24 text-3xl' }

/** Picture or initials. Decoration: the name stands beside it in words. */
export function Avatar({ person, size = 'md' }: AvatarProps) {
  const shape = `shrink-0 rounded-full ${sizes[size]}`
  if (person.pictureUrl)
    return (
      <img
        src={person.pictureUrl}
        alt=""
        className={`${shape} bg-sunken object-cover`}
        loading="lazy"
        decoding="async"
      />
    )
  return (
    <span
      aria-hidden="true"
      className={`${shape} inline-flex items-center justify-center bg-accent-tint font-semibold text-accent-text`}
    >
      {initial(person.firstName)}
      {initial(person.lastName)}
    </span>
  )
}

/** First whole character, so that letters outside the basic plane stay whole. */
function initial(name: string): string {
  return ([...name.trim()][0] ?? '').toLocaleUpperCase()
}
