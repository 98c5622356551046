import { render } from "preact";
import "../styles/layers.css";
import "../styles/fonts.css";
import "../styles/tokens.css";
import "../styles/reset.css";
import "../styles/base.css";
import "../styles/layout.css";
import "../styles/controls.css";
import "../styles/forms.css";
import "../styles/print.css";
import { App } from "./App";

const root = document.getElementById("app");
if (root) render(<App />, root);
