import { useEffect } from "preact/hooks";
import type { AddressOf, Options } from "../api/operations";
import { useList } from "../api/useList";

/** A list of the API with all its pages. */
export function useAll<A extends AddressOf<"get">>(address: A, options: Options<A, "get"> | null) {
  const list = useList(address, options);
  const { more, items } = list;
  useEffect(() => more?.(), [items.length, more === null]);
  return more ? { ...list, state: "loading" as const } : list;
}
