import { generateKeyPairSync, sign } from 'node:crypto'

/** Makes a self-signed certificate and its key, together as PEM. */
export function makeCertificate(name: string, from: Date, until: Date): { readonly pem: string; readonly certificate: string } {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const called = der(0x30, der(0x31, der(0x30, Buffer.from([0x06, 3, 0x55, 4, 3]), der(0x0c, Buffer.from(name)))))
  const body = der(
    0x30,
    der(0xa0, Buffer.from([2, 1, 2])),
    Buffer.from([2, 1, 1]),
    sha256WithRsa,
    called,
    der(0x30, time(from), time(until)),
    called,
    publicKey.export({ type: 'spki', format: 'der' }),
  )
  const whole = der(0x30, body, sha256WithRsa, der(0x03, Buffer.from([0]), sign('sha256', body, privateKey)))
  const certificate = `-----BEGIN CERTIFICATE-----\n${whole.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`
  return { certificate, pem: `${certificate}${privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()}` }
}

/** Encodes a value in DER: type, length, contents. */
function der(kind: number, ...parts: readonly Buffer[]): Buffer {
  const inner = Buffer.concat(parts)
  const { length } = inner
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([kind, ...size]), inner])
}

const sha256WithRsa = der(0x30, Buffer.from([0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 11]), Buffer.from([5, 0]))

const time = (at: Date): Buffer => der(0x17, Buffer.from(`${at.toISOString().replace(/\D/g, '').slice(2, 14)}Z`))
