// Pages work without this. It adds a button that copies to what can be copied:
// a permanent link, a sentence, a reference.
document.querySelectorAll('[data-copy]').forEach(function (what) {
  if (!navigator.clipboard) return;
  var button = document.createElement('button');
  button.type = 'button';
  button.textContent = what.dataset.copy;
  var told = document.createElement('span');
  told.className = 'hidden';
  told.setAttribute('role', 'status');
  button.addEventListener('click', function () {
    navigator.clipboard.writeText(what.href || what.textContent).then(function () {
      button.textContent = told.textContent = what.dataset.copied;
      setTimeout(function () { button.textContent = what.dataset.copy; told.textContent = ''; }, 3000);
    });
  });
  what.after(' ', button, told);
});
