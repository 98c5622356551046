/** The part of the browser's trusted types we use. */
interface Factory {
  createPolicy(
    name: string,
    rules: { createHTML(html: string): string },
  ): { createHTML(html: string): unknown };
}

let policy: { createHTML(html: string): unknown } | undefined;

/** HTML that our server rendered and cleaned, in the form an `innerHTML` sink accepts. Never pass anything else. */
export function cleanedHtml(html: string): string {
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
  if (!factory) return html;
  policy ??= factory.createPolicy("wik-html", { createHTML: (cleaned) => cleaned });
  return policy.createHTML(html) as string;
}
