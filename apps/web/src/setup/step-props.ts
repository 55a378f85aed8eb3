/** What each step gets: a way on, and a way to the end. */
export interface StepProps {
  onNext: () => void;
  onFinish: (to?: "/" | "/imports/new") => void;
}
