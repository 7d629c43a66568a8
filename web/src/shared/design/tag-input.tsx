import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Tag, TagGroup, TagList } from 'react-aria-components/TagGroup';
import { Button as AppButton } from './button';
import type { FieldProps } from './field';
import { Icon } from './icon';
import { TextField } from './text-field';

interface Props extends FieldProps {
  value: string[];
  onChange: (value: string[]) => void;
  addLabel: string;
  removeLabel: string;
  maxTags: number;
  maxLength: number;
}

/** Free words, one after another: Enter or a comma ends one. */
export function TagInput({ label, hint, error, value, onChange, addLabel, removeLabel, maxTags, maxLength }: Props) {
  const [text, setText] = useState('');
  const add = (raw: string) => {
    const words = raw.split(',').map((word) => word.trim().slice(0, maxLength));
    const fresh = words.filter((word, at) => word && !value.includes(word) && words.indexOf(word) === at);
    if (fresh.length > 0) onChange([...value, ...fresh].slice(0, maxTags));
    setText('');
  };
  return (
    <div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: catches Enter from the field inside */}
      <div
        className="grid grid-cols-[1fr_auto] items-end gap-2"
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !text.trim()) return;
          event.preventDefault();
          add(text);
        }}
      >
        <TextField
          label={label}
          value={text}
          maxLength={maxLength}
          onChange={(next) => (next.includes(',') ? add(next) : setText(next))}
          onBlur={() => text.trim() && add(text)}
        />
        <AppButton kind="ghost" size="small" className="min-h-12" onPress={() => add(text)} isDisabled={!text.trim()}>
          {addLabel}
        </AppButton>
      </div>
      {hint ? <p className="mt-1.5 text-13 text-mute">{hint}</p> : null}
      {error ? <p className="mt-1.5 text-13 text-red">{error}</p> : null}
      {value.length > 0 ? (
        <TagGroup
          aria-label={label}
          className="mt-2"
          onRemove={(keys) => onChange(value.filter((word) => !keys.has(word)))}
        >
          <TagList className="flex flex-wrap gap-2">
            {value.map((word) => (
              <Tag
                key={word}
                id={word}
                textValue={word}
                className="inline-flex min-h-9 items-center gap-1 rounded-full border border-line bg-s2 py-0.5 pr-0.5 pl-3 text-13"
              >
                {word}
                <Button
                  slot="remove"
                  aria-label={`${removeLabel} ${word}`}
                  className="grid size-8 place-items-center rounded-full text-mute hover:text-text"
                >
                  <Icon name="close" size={14} />
                </Button>
              </Tag>
            ))}
          </TagList>
        </TagGroup>
      ) : null}
    </div>
  );
}
