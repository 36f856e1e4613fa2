/** Whether a press of a button is heard: not before the circuit has taken over, and not while the server is looked for. */
export const isConnected = () => document.querySelector("[data-interactive=yes]") !== null
  && !document.querySelector(".components-reconnect-show, .components-reconnect-failed, .components-reconnect-rejected");
