import { post, problemText } from "./requests.js";

/** Asks for the end of the answer that runs, once; what the composer shows meanwhile ends with that answer. */
export async function stopAnswer({ dataset }, problem) {
  const { job } = dataset;
  if (!job || "stopping" in dataset) return;
  dataset.stopping = "";
  const { ok, status, body } = await post(`app/jobs/${job}/stop`);
  if (ok || dataset.job !== job) return;
  delete dataset.stopping;
  problem.show(problemText(body) ?? dataset.textStopFailed, { signIn: status === 401 });
}
