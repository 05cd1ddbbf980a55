/** What the fields of the directions say, for the API. */
export function directionsOf(form: FormData) {
  const url = String(form.get('url')).trim();
  return { sending: form.has('sending'), receiving: form.has('receiving'), ...(url === '' ? {} : { url }) };
}
