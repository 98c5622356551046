import { api, problemIn } from "../api/client";
import type { BodyOf } from "../api/operations";

type Wish = BodyOf<"/staff/observations", "post">;
type Given = Pick<Wish, "indicator" | "area" | "period"> & Partial<Wish>;

/** Begins a sheet and returns its number; of one that somebody has begun already, that one's. */
export async function begin(wish: Given): Promise<number> {
  const body: Wish = { cells: [], source: "project", basis: "", ...wish };
  try {
    return (await api.post("/staff/observations", { body })).data.id;
  } catch (error) {
    const there = (problemIn(error) as { sheet?: unknown }).sheet;
    if (typeof there === "number") return there;
    throw error;
  }
}
