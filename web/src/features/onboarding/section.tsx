/** One calm part of the form: what it is about, then its questions. */
export function Section({ title, text, children }: { title: string; text: string; children: React.ReactNode }) {
  return (
    <section>
      <h2 className="text-28">{title}</h2>
      <p className="mt-1.5 text-mute">{text}</p>
      <div className="mt-6 flex flex-col gap-6">{children}</div>
    </section>
  );
}

/** Two short fields beside each other where there is room. */
export function Pair({ children }: { children: React.ReactNode }) {
  return <div className="grid grid-cols-1 gap-6 sm:grid-cols-2">{children}</div>;
}
