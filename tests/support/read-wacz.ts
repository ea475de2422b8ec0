import { unzipSync } from 'fflate'
import { WARCParser } from 'warcio'

/** A record of a snapshot: its type, address, and its HTTP head and body as they were kept. */
export type KeptRecord = { type: string; url: string; head: string; body: Buffer }

/** Every record of a snapshot that has to do with an address, in order. */
export async function readWacz(bytes: Uint8Array): Promise<KeptRecord[]> {
  const archive = unzipSync(bytes)['archive/data.warc.gz'] ?? new Uint8Array()
  const records: KeptRecord[] = []
  for await (const record of new WARCParser([archive], { parseHttp: false })) {
    const block = Buffer.from(await record.readFully())
    const end = block.indexOf('\r\n\r\n')
    if (record.warcType === 'warcinfo') continue
    records.push({
      type: record.warcType,
      url: record.warcTargetURI ?? '',
      head: block.subarray(0, end + 4).toString('latin1'),
      body: block.subarray(end + 4),
    })
  }
  return records
}
