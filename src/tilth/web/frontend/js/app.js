// Everything works as links and forms; these scripts only make it quicker.
import htmx from "htmx.org/dist/htmx.esm.js";
import { startAnswers } from "./answers.js";
import { startDrawer } from "./drawer.js";
import { startKeyboard } from "./keyboard.js";
import { startForms } from "./forms.js";

window.htmx = htmx;
startAnswers();
startDrawer();
startForms();
startKeyboard(htmx);
