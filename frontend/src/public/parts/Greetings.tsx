import "./Greetings.css";

/** Where people stand and how tall they are, those behind first. The one without a look is the reader's place. */
const PEOPLE = [
  { x: 100, top: 104, look: 3 },
  { x: 220, top: 104, look: 2 },
  { x: 44, top: 142, look: 4 },
  { x: 276, top: 142, look: 0 },
  { x: 160, top: 138, look: null },
] as const;

/** A greeting in seven of the site's languages, each as it is said. */
const WORDS = [
  { text: "Guten Tag", x: 86, y: 22 },
  { text: "Merhaba", x: 194, y: 20 },
  { text: "Ciao", x: 284, y: 34 },
  { text: "Cześć", x: 36, y: 64 },
  { text: "أهلاً", x: 134, y: 60 },
  { text: "Вітаю", x: 210, y: 60 },
  { text: "Bună", x: 288, y: 76 },
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
