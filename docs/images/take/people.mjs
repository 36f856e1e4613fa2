// Fills what the pages of people and server show: some accounts, two invitations, a changed setting.
const people = [
  "amara.okafor", "ben.schulte", "chiara.rossi", "daniel.ek", "farid.haddad", "greta.lindqvist", "jun.watanabe", "lena.baumgartner", "olu.adeyemi", "yara.costa",
];
const ready = page => page.locator("[data-interactive=yes]").waitFor();

async function addUser(page, name) {
  await page.goto("/admin/users/new");
  await ready(page);
  await page.getByLabel("User name").fill(name);
  await page.getByLabel("E-mail").fill(`${name}@example.com`);
  await page.getByLabel("Password", { exact: true }).fill("a long walk by the sea");
  await page.getByRole("button", { name: "Create user" }).click();
  await page.waitForURL(url => !url.pathname.endsWith("/new"));
}

async function invite(page, whom, role) {
  await page.goto("/admin/invitations");
  await ready(page);
  await page.getByLabel("For whom").fill(whom);
  await page.getByLabel("Role").selectOption(role);
  await page.getByRole("button", { name: "Make link" }).click();
  await page.getByText("not shown again").waitFor();
}

async function openTheDoor(page) {
  await page.goto("/admin/settings");
  await ready(page);
  await page.getByLabel("New accounts").selectOption("open");
  await page.getByLabel("Approval by an admin").selectOption("true");
  await page.getByRole("button", { name: "Save" }).first().click();
  await page.getByText("Changed by").first().waitFor();
}

async function register(page, name) {
  await page.goto("/account/register");
  await page.getByLabel("User name").fill(name);
  await page.getByLabel("E-mail").fill(`${name}@example.com`);
  await page.locator("#password").fill("a long walk by the sea");
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByRole("link", { name: "Back to sign-in" }).waitFor();
}

export async function addPeople(page, stranger) {
  for (const name of people) await addUser(page, name);
  await invite(page, "The new people in the lab", "user");
  await invite(page, "Greta, for the weekends", "admin");
  await openTheDoor(page);
  for (const name of ["sofia.marin", "tomek.nowak"]) await register(stranger, name);
}
