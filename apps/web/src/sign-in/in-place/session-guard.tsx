import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { Suspense, useEffect } from "react";
import { useMe } from "../../api/me.ts";
import { lazyReady } from "../../shell/lazy-ready.ts";
import { guardSession, settle, useGate } from "./session-gate.ts";

const SignInAgain = lazyReady(() => import("./sign-in-again.tsx"));

/** While someone is signed in: an ended session is renewed in a dialog over the page. */
export function SessionGuard() {
  const me = useMe();
  const router = useRouter();
  const queries = useQueryClient();
  const { person, need } = useGate();
  const { id, name, email } = me;
  useEffect(() => guardSession({ id, name, email }), [id, name, email]);
  const leave = async () => {
    const next = router.state.location.href;
    await router.navigate({ to: "/sign-in", search: next === "/" ? {} : { next } });
    settle(false);
    queries.clear();
  };
  if (!person || need === "none") return null;
  return (
    <Suspense fallback={null}>
      <SignInAgain person={person} need={need} onLeave={() => void leave()} />
    </Suspense>
  );
}
