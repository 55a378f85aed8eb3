import { Fragment } from "react";
import { openHelp } from "./help-store.ts";
import { type Block, readBlocks, readInline } from "./read-markdown.ts";

/** A help text as elements; links to other texts open them in the drawer. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className="k-help-text">
      {readBlocks(text).map((block, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a text does not change its order
        <BlockView key={i} block={block} />
      ))}
    </div>
  );
}

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case "heading": {
      const Heading = block.level === 2 ? "h3" : "h4";
      return (
        <Heading>
          <InlineView text={block.text} />
        </Heading>
      );
    }
    case "list": {
      const List = block.isOrdered ? "ol" : "ul";
      return (
        <List>
          {block.items.map((item) => (
            <li key={item}>
              <InlineView text={item} />
            </li>
          ))}
        </List>
      );
    }
    case "table":
      return (
        <table>
          <thead>
            <tr>
              {block.head.map((cell) => (
                <th key={cell}>{cell}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row) => (
              <tr key={row.join()}>
                {row.map((cell) => (
                  <td key={cell}>
                    <InlineView text={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    default:
      return (
        <p className={block.kind === "note" ? "k-help-note" : undefined}>
          <InlineView text={block.text} />
        </p>
      );
  }
}

function InlineView({ text }: { text: string }) {
  return readInline(text).map((part, i) => {
    const key = `${i} ${part.text}`;
    if (part.kind === "strong") return <strong key={key}>{part.text}</strong>;
    if (part.kind === "code") return <code key={key}>{part.text}</code>;
    if (part.kind === "key") return <kbd key={key}>{part.text}</kbd>;
    if (part.kind === "text") return <Fragment key={key}>{part.text}</Fragment>;
    const topic = /^([a-z-]+)\.md$/.exec(part.to)?.[1];
    return topic ? (
      <button key={key} type="button" className="k-link-button" onClick={() => openHelp(topic)}>
        {part.text}
      </button>
    ) : (
      <a key={key} href={part.to} target="_blank" rel="noreferrer">
        {part.text}
      </a>
    );
  });
}
