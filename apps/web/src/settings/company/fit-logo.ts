const side = 512;
const largest = 512 * 1024;
const asTheyAre = new Set(["image/png", "image/jpeg", "image/webp"]);

/**
 * A picture small enough for a logo. Large ones are made smaller and drawings (SVG) are painted here, so that what is
 * stored can only be looked at.
 * @throws DOMException when the browser cannot show it
 */
export async function fitLogo(file: File): Promise<File> {
  const url = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    const isFitting = asTheyAre.has(file.type) && file.size <= largest && Math.max(width, height) <= side;
    if (isFitting) return file;
    const scale = side / Math.max(width || side, height || side);
    const factor = file.type === "image/svg+xml" ? scale : Math.min(1, scale);
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round((width || side) * factor));
    canvas.height = Math.max(1, Math.round((height || side) * factor));
    const context = canvas.getContext("2d");
    if (!context) throw new DOMException("no canvas", "NotSupportedError");
    context.imageSmoothingQuality = "high";
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (!blob) throw new DOMException("no picture", "EncodingError");
    return new File([blob], `${file.name.replace(/\.\w+$/, "")}.png`, { type: "image/png" });
  } finally {
    URL.revokeObjectURL(url);
  }
}
