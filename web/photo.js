// Makes a large photograph smaller before it is sent. What the browser cannot decode goes as it is.
const kLargeBytes = 2 * 1024 * 1024, kLargeSide = 2560;

async function shrinkPhoto(file) {
  if (!/^image\/(jpeg|png|webp|heic|heif)$/.test(file.type) && !/\.(jpe?g|png|webp|heic|heif)$/i.test(file.name)) return file;
  let picture;
  try { picture = await createImageBitmap(file, { imageOrientation: 'from-image' }); } catch { return file; }
  try {
    const longest = Math.max(picture.width, picture.height);
    if (file.size <= kLargeBytes && longest <= kLargeSide) return file;
    const k = Math.min(1, kLargeSide / longest), w = Math.round(picture.width * k), h = Math.round(picture.height * k);
    let source = picture;
    // Halving first: one step of more than two loses lines of text on scanned sheets.
    for (let sw = picture.width, sh = picture.height; sw > 2 * w;) {
      sw = Math.max(w, sw >> 1); sh = Math.max(h, sh >> 1);
      source = draw(source, sw, sh).canvas;
    }
    const context = draw(source, w, h), blob = await toJpeg(context.canvas);
    if (!blob || blob.size >= file.size || !faithful(context, picture)) return file;
    return new File([blob], file.name.replace(/\.[^.]*$/, '') + '.jpg', { type: 'image/jpeg', lastModified: file.lastModified });
  } catch { return file; } finally { picture.close(); }
}

function draw(source, w, h) {
  const canvas = typeof OffscreenCanvas === 'function' ? new OffscreenCanvas(w, h)
    : Object.assign(document.createElement('canvas'), { width: w, height: h });
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';  // JPEG has no transparency
  context.fillRect(0, 0, w, h);
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, 0, 0, w, h);
  return context;
}

function toJpeg(canvas) {
  if (canvas.convertToBlob) return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.82 });
  return new Promise(done => canvas.toBlob(done, 'image/jpeg', 0.82));
}

// Browsers that hide from fingerprinting add noise to what a canvas gives back; the original is then better.
function faithful(context) {
  const probe = draw(context.canvas, 1, 1);
  probe.fillStyle = '#345678';
  probe.fillRect(0, 0, 1, 1);
  const [r, g, b] = probe.getImageData(0, 0, 1, 1).data;
  return r === 0x34 && g === 0x56 && b === 0x78;
}
