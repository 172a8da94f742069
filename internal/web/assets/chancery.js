// Pages work without this. It adds a button that copies the permanent link.
document.querySelectorAll('a.frozen').forEach(function (link) {
  if (!navigator.clipboard) return;
  var es = document.documentElement.lang === 'es';
  var b = document.createElement('button');
  b.type = 'button';
  b.textContent = es ? 'Copiar' : 'Copy';
  b.addEventListener('click', function () {
    navigator.clipboard.writeText(link.href).then(function () { b.textContent = es ? 'Copiado' : 'Copied'; });
  });
  link.after(' ', b);
});
