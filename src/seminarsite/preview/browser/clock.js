// Of the preview only: for the scripts of the page it is the moment that the page is shown for, and goes on from there.
{
  const Real = Date;
  const shift = Real.parse(document.currentScript.dataset.previewNow) - Real.now();
  const now = () => Real.now() + shift;
  globalThis.Date = new Proxy(Real, {
    apply: () => new Real(now()).toString(),
    construct: (_, given, target) => Reflect.construct(Real, given.length ? given : [now()], target),
    get: (_, name) => (name === "now" ? now : Reflect.get(Real, name)),
  });
}
