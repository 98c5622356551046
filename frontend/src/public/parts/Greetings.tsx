import "./Greetings.css";

/** People in two rows, those behind first: where they stand and how tall they are. The one without a colour is the reader's place. */
const PEOPLE = [
  { x: 86, top: 108, look: 1 },
  { x: 160, top: 100, look: 2 },
  { x: 234, top: 108, look: 3 },
  { x: 48, top: 144, look: 4 },
  { x: 122, top: 150, look: 0 },
  { x: 198, top: 148, look: null },
  { x: 272, top: 142, look: 2 },
] as const;

/** What people say here, each in the words of one of the site's languages. */
const WORDS = [
  { text: "Cześć", x: 48, y: 62 },
  { text: "Guten Tag", x: 98, y: 22 },
  { text: "أهلاً", x: 138, y: 62 },
  { text: "Merhaba", x: 206, y: 22 },
  { text: "Вітаю", x: 206, y: 62 },
  { text: "Ciao", x: 280, y: 38 },
  { text: "Bună", x: 278, y: 78 },
] as const;

const GROUND = 220;

/** People who greet in many languages, with one place free for the reader. Decoration. */
export function Greetings() {
  return (
    <svg class="greetings no-print" viewBox="0 0 320 222" aria-hidden="true">
      {PEOPLE.map(({ x, top, look }) => (
        <g key={x} class={look === null ? "greetings-free" : `greetings-person greetings-person-${look}`}>
          <path d={`M${x - 35},${GROUND}V${top + 59}a35,35 0 0 1 70,0V${GROUND}Z`} />
          <circle cx={x} cy={top} r="19" />
        </g>
      ))}
      {WORDS.map(({ text, x, y }) => {
        const width = 26 + 8.2 * text.length;
        return (
          <g key={text} class="greetings-word">
            <rect x={x - width / 2} y={y - 16} width={width} height="30" rx="15" />
            <text x={x} y={y + 5} text-anchor="middle">
              {text}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
