import { api } from "../api/client";

/** The cleaned HTML of a text, as visitors will see it. */
export async function preview(text: string): Promise<string> {
  const { data } = await api.post("/staff/markdown", { body: { text } });
  return data.html;
}
