import { useEffect, useRef, useState } from 'react';

/** A status that changes with every set must not talk all the time. */
const SPEAK_EVERY_MS = 10_000;

/**
 * The text to say: at once when something new was refused, else at most every ten seconds, and nothing at the start.
 * Never another one than is shown.
 */
export function useSpokenStatus(text: string, refused: number): string {
  const [spoken, setSpoken] = useState('');
  const last = useRef({ at: Date.now(), text, refused });
  useEffect(() => {
    // What was said before is not so any more.
    setSpoken('');
    if (text === last.current.text) return;
    const say = () => {
      last.current = { at: Date.now(), text, refused };
      setSpoken(text);
    };
    const wait = last.current.at + SPEAK_EVERY_MS - Date.now();
    if (refused > last.current.refused || wait <= 0) {
      say();
      return;
    }
    const timer = setTimeout(say, wait);
    return () => clearTimeout(timer);
  }, [text, refused]);
  return spoken;
}
