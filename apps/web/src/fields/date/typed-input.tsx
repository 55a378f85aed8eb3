import { type ComponentPropsWithRef, createContext, use } from "react";

interface Typed {
  /** What stands in the input instead of what is picked. */
  text: string | undefined;
  /** It cannot be read: a field's is refused by the server, any other is kept from it. */
  unread: "field" | "kept" | undefined;
  type: (text: string) => void;
  leave: () => void;
  /** Enter was pressed. true: the picker is not to hear of it. */
  enter?: () => boolean;
}

export const TypedContext = createContext<Typed | null>(null);

/** The input of a picker that itself would drop what it cannot read, so that it is never told of what is typed. */
export function TypedInput(props: ComponentPropsWithRef<"input">) {
  const typed = use(TypedContext) as Typed;
  return (
    <input
      {...props}
      value={typed.text ?? props.value}
      data-unread={typed.unread}
      onChange={(event) => typed.type(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter" && !event.nativeEvent.isComposing && typed.enter?.()) {
          event.preventDefault(); // it took the day; the form around it waits for the next
          return;
        }
        props.onKeyDown?.(event);
      }}
      onBlur={(event) => {
        typed.leave();
        props.onBlur?.(event);
      }}
    />
  );
}

/** For a picker's `components`. */
export const typedInput = { input: TypedInput };
