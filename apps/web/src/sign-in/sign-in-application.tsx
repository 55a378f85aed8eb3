import { QueryClientProvider } from "@tanstack/react-query";
import { queryClient } from "../query-client.ts";
import { ErrorBoundary } from "../shell/error-boundary.tsx";
import { useLook } from "../theme/use-look.ts";
import { SignInPage } from "./sign-in-page.tsx";

/** The sign-in page by itself: no router, no component library, so that it is there at once. */
export default function SignInApplication() {
  return (
    <QueryClientProvider client={queryClient}>
      <ErrorBoundary>
        <Page />
      </ErrorBoundary>
    </QueryClientProvider>
  );
}

function Page() {
  useLook();
  return <SignInPage />;
}
