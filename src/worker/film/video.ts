/** Pictures as WebM or MP4, by whatever the browser encodes. */
import { BufferTarget, canEncodeVideo, CanvasSource, Mp4OutputFormat, Output, QUALITY_HIGH, WebMOutputFormat, type VideoCodec } from 'mediabunny';
import { Spoken } from '../../engine/spoken.ts';
import { text } from '../../engine/text.ts';
import type { Container } from './protocol.ts';

/** In the order in which they are asked for: first what plays everywhere. */
const CODECS: Readonly<Record<Exclude<Container, 'gif'>, readonly VideoCodec[]>> = { webm: ['vp9', 'vp8', 'av1'], mp4: ['avc', 'vp9', 'av1'] };

const NONE = text('this browser encodes no video of that kind; a GIF needs no encoder', 'このブラウザーはこの形式の動画を書き出せません。GIF なら書き出せます');

interface VideoWriter {
  /** Takes the canvas as it is. @param at when it comes, and for how long it stands, in seconds */
  add(at: number, seconds: number): Promise<void>;
  bytes(): Promise<ArrayBuffer>;
}

/** @throws Spoken where the browser encodes none */
export async function videoWriter(container: Exclude<Container, 'gif'>, canvas: OffscreenCanvas, perSecond: number): Promise<VideoWriter> {
  const { width, height } = canvas;
  const quality = QUALITY_HIGH;
  let codec: VideoCodec | null = null;
  for (const one of CODECS[container]) {
    if (codec === null && typeof VideoEncoder !== 'undefined' && (await canEncodeVideo(one, { width, height, quality }))) codec = one;
  }
  if (codec === null) throw new Spoken(NONE);
  const target = new BufferTarget();
  const output = new Output({ format: container === 'webm' ? new WebMOutputFormat() : new Mp4OutputFormat(), target });
  const source = new CanvasSource(canvas, { codec, quality });
  output.addVideoTrack(source, { frameRate: perSecond });
  await output.start();
  return {
    add: (at, seconds) => source.add(at, seconds),
    async bytes() {
      await output.finalize();
      if (target.buffer === null) throw new Spoken(NONE);
      return target.buffer;
    },
  };
}
