/** A drawn iPhone or Mac around the landing page; the page is laid out at the device's true size and scaled down. */

import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import styles from './DeviceFrame.module.css';
import { words } from './words';

/** In CSS pixels of the device. */
const SIZES = { iphone: { width: 390, height: 800 }, mac: { width: 720, height: 900 } };
/** What the drawn device adds around the page. */
const AROUND = { iphone: { width: 20, height: 20 }, mac: { width: 2, height: 30 } };

/** `draft` is what the landing page's preview is told. */
export function DeviceFrame({ device, draft }: { device: 'iphone' | 'mac'; draft: object | null }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const latest = useRef(draft);
  const { ref, width, height } = useElementSize();
  const size = SIZES[device];
  const around = AROUND[device];
  const fits = Math.min((width - around.width) / size.width, (height - around.height) / size.height);
  const scale = Math.min(1, Math.max(0, fits));

  useEffect(() => {
    latest.current = draft;
    send(frame.current, draft);
  }, [draft]);
  useEffect(() => {
    const hear = ({ origin, source, data }: MessageEvent<{ type?: string } | null>) => {
      if (origin !== window.location.origin || source !== frame.current?.contentWindow) return;
      if (data?.type === 'vestibule.preview.ready') send(frame.current, latest.current);
    };
    window.addEventListener('message', hear);
    return () => window.removeEventListener('message', hear);
  }, []);

  return (
    <div ref={ref} className={styles.place}>
      <div className={styles[device]}>
        {device === 'mac' ? (
          <div className={styles.bar} aria-hidden>
            <i />
            <i />
            <i />
          </div>
        ) : null}
        <div className={styles.screen} style={{ width: size.width * scale, height: size.height * scale }}>
          <iframe
            ref={frame}
            src="/preview"
            title={words.preview.frame}
            className={styles.page}
            style={{ width: size.width, height: size.height, transform: `scale(${scale})` }}
          />
        </div>
      </div>
    </div>
  );
}

function send(frame: HTMLIFrameElement | null, data: object | null): void {
  if (data) frame?.contentWindow?.postMessage({ type: 'vestibule.preview', data }, window.location.origin);
}
