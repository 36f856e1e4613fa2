// An OpenAI-compatible provider on a free port of this machine, which it prints. Answers by what the question speaks of (answers.mjs).
import { createServer } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { answerTo } from "./answers.mjs";

const models = ["claude-sonnet-4-5", "gpt-5", "gpt-5-mini", "qwen3-32b", "llama-3.3-70b"];

async function chat(request, response) {
  let body = "";
  for await (const piece of request) body += piece;
  const { messages, model } = JSON.parse(body);
  const { text, reasoning, slowly, fails } = answerTo(messages.findLast(message => message.role === "user").content);
  if (fails) {
    response.writeHead(401, { "Content-Type": "application/json" });
    return response.end(JSON.stringify({ error: { message: "Incorrect API key provided.", type: "invalid_request_error", code: "invalid_api_key" } }));
  }
  response.writeHead(200, { "Content-Type": "text/event-stream" });
  const send = chunk => response.write(`data: ${JSON.stringify({ id: "1", object: "chat.completion.chunk", created: 0, model, ...chunk })}\n\n`);
  const delta = value => send({ choices: [{ index: 0, delta: value, finish_reason: null }] });
  if (reasoning) delta({ reasoning_content: reasoning });
  const words = text.match(/\s*\S+\s*/g);
  for (const [i, word] of words.entries()) {
    delta({ content: word });
    await pause(slowly && i > words.length / 3 ? 1500 : 2);
  }
  send({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] });
  send({ choices: [], usage: { prompt_tokens: 412, completion_tokens: words.length * 2, total_tokens: 412 + words.length * 2 } });
  response.end("data: [DONE]\n\n");
}

createServer((request, response) => {
  if (request.method === "POST") return void chat(request, response);
  response.writeHead(200, { "Content-Type": "application/json" });
  response.end(JSON.stringify({ object: "list", data: models.map(id => ({ id, object: "model", owned_by: "studio" })) }));
}).listen(0, "127.0.0.1", function () { console.log(this.address().port); });
