import { ApiError } from "../../api/client";
import { problemIn } from "../api/client";
import type { OwnWords } from "../forms/faults";

/** What can be wrong with a new password. */
export const PASSWORD_WORDS: OwnWords = {
  too_short: "team.password_short",
  string_too_short: "team.password_short",
};

/** Asked for the own password, "refused" is about that field, not about mail and password: becomes a fault there. */
export async function forOwnPassword<R>(pointer: string, answer: Promise<R>): Promise<R> {
  return answer.catch((error: unknown) => {
    const problem = problemIn(error);
    if (problem.type !== "/problems/sign-in-refused") throw error;
    const issue = { pointer, code: "wrong_password", hint: "" };
    throw new ApiError({ ...problem, status: 422, errors: [issue] } as typeof problem);
  });
}
