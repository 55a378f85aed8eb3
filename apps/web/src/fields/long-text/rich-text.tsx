import { useState } from "react";
import { useTranslation } from "react-i18next";
import { textPieces } from "./mentions.ts";

/** Text as it was written, with people as pills and addresses as links; line breaks stay. */
export function RichText({ text }: { text: string }) {
  return textPieces(text).map((piece, i) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no identity
    if (piece.kind === "text") return <span key={i}>{piece.text}</span>;
    if (piece.kind === "mention")
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no identity
        <bdi key={i} className="k-mention" data-user={piece.id}>
          @{piece.name}
        </bdi>
      );
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no identity
      <a key={i} href={piece.url} target="_blank" rel="noreferrer noopener">
        {piece.url.replace(/^https?:\/\//, "")}
      </a>
    );
  });
}

const limit = { characters: 500, lines: 10 };

/** A long text is folded after some lines until the reader wants all of it. */
export function FoldedText({ text }: { text: string }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const isLong = text.length > limit.characters || text.split("\n").length > limit.lines;
  return (
    <>
      <div className={`k-pre${isLong && !isOpen ? " k-folded" : ""}`} dir="auto">
        <RichText text={text} />
      </div>
      {isLong ? (
        <button type="button" className="k-link-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? "fields.fold" : "fields.unfold")}
        </button>
      ) : null}
    </>
  );
}
