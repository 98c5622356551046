import { useEffect, useRef } from "preact/hooks";
import { useTexts } from "../../i18n/staffTexts";
import "./Camera.css";

interface Detector {
  detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]>;
}
type DetectorClass = new (options: { formats: string[] }) => Detector;

/** What this browser reads codes with, or a decoder that is fetched where it cannot: iPhones and Firefox have none. */
async function detectorClass(): Promise<DetectorClass> {
  const own = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  return own ?? ((await import("qr/decode.js")).BarcodeDetector as DetectorClass);
}

/** Whether this browser lets a page use a camera; where it does not, a scanner or typing does. */
export function canScan(): boolean {
  return navigator.mediaDevices?.getUserMedia !== undefined;
}

/** Milliseconds between two looks, and until the same code counts again. */
const PAUSE = 200;
const SAME = 4000;

interface CameraProps {
  onCode: (code: string) => void;
  /** The camera cannot be opened, or may not be. */
  onFailure: () => void;
}

/** Looks for QR codes with the camera. Pictures stay in this tab: nothing is kept or sent. */
export function Camera({ onCode, onFailure }: CameraProps) {
  const { t } = useTexts();
  const video = useRef<HTMLVideoElement>(null);
  const heard = useRef({ onCode, onFailure });
  heard.current = { onCode, onFailure };
  useEffect(() => {
    const stop = new AbortController();
    watch(video.current, (code) => heard.current.onCode(code), stop.signal).catch(
      () => stop.signal.aborted || heard.current.onFailure(),
    );
    return () => stop.abort();
  }, []);
  return <video ref={video} class="camera" muted playsInline aria-label={t("attendees.camera_picture")} />;
}

async function watch(video: HTMLVideoElement | null, found: (code: string) => void, stop: AbortSignal) {
  if (!video) return;
  const Class = await detectorClass();
  if (stop.aborted) return;
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  const end = () => {
    for (const track of stream.getTracks()) track.stop();
  };
  stop.addEventListener("abort", end);
  if (stop.aborted) return end();
  video.srcObject = stream;
  await video.play();
  const detector = new Class({ formats: ["qr_code"] });
  let last = { code: "", at: 0 };
  while (!stop.aborted) {
    const [seen] = await detector.detect(video);
    const now = Date.now();
    if (seen && (seen.rawValue !== last.code || now - last.at > SAME)) {
      last = { code: seen.rawValue, at: now };
      found(seen.rawValue);
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}
