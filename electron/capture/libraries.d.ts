/** What the libraries without types of their own look like, as far as capture uses them. */
declare module 'html-encoding-sniffer' {
  const sniff: (
    bytes: Uint8Array,
    options?: { transportLayerEncodingLabel?: string; defaultEncoding?: string; xml?: boolean },
  ) => string
  export default sniff
}
