export const ROOT: string;
export const RTL: Set<string>;
export const LANGUAGES: string[];
export function readMessages(lang: string, folder?: string): Record<string, string>;
export function argumentsOf(text: string): Record<string, string>;
export function isolate(text: string): string;
export function faults(lang: string, texts: Record<string, string>, source: Record<string, string>): string[];
export function compile(lang: string, texts: Record<string, string>): string;
export function build(): string[];
