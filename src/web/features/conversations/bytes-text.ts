/** "870 B", "12 KB", "3.4 MB". */
export function bytesText(bytes: number, locale?: string): string {
  if (bytes < 1000) return `${bytes} B`
  const isSmall = bytes < 999_500
  const number = (isSmall ? bytes / 1000 : bytes / 1_000_000).toLocaleString(locale, {
    maximumFractionDigits: isSmall ? 0 : 1,
  })
  return `${number} ${isSmall ? 'KB' : 'MB'}`
}
