import { splitLinks } from './split-links';

/** The plain text of a mail, its links to press. Foreign HTML is never put on the page. */
export function MailText({ text }: { text: string }) {
  return (
    <p className="whitespace-pre-wrap text-15">
      {splitLinks(text).map((part, at) =>
        part.href ? (
          <a
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of one fixed text
            key={at}
            href={part.href}
            className="inline-block min-h-6 break-all font-medium underline underline-offset-4"
          >
            {part.text}
          </a>
        ) : (
          part.text
        ),
      )}
    </p>
  );
}
