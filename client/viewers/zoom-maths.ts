export interface Size {
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

/** Position of a picture on its stage: its top left corner, and the number of stage pixels for one picture pixel. */
export interface View extends Point {
  scale: number;
}

export interface Region extends Point, Size {}

const padding = 24;

/** Returns the view with the whole picture in the middle of the stage. Does not enlarge small pictures. */
export function fitView(picture: Size, stage: Size): View {
  return centreView(fitScale(picture, stage), picture, stage);
}

function fitScale(picture: Size, stage: Size): number {
  const room = { width: Math.max(1, stage.width - 2 * padding), height: Math.max(1, stage.height - 2 * padding) };
  return Math.min(1, room.width / picture.width, room.height / picture.height);
}

function centreView(scale: number, picture: Size, stage: Size): View {
  return { scale, x: (stage.width - picture.width * scale) / 2, y: (stage.height - picture.height * scale) / 2 };
}

/** Zooms and keeps the same point of the picture under `at`. */
export function zoomView(view: View, factor: number, at: Point, picture: Size, stage: Size): View {
  const fit = fitScale(picture, stage);
  const scale = Math.min(Math.max(view.scale * factor, fit / 2), Math.max(16, fit * 4));
  const ratio = scale / view.scale;
  return clampView({ scale, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio }, picture, stage);
}

/** Returns the view that shows one region of the picture with some margin. */
export function regionView(region: Region, picture: Size, stage: Size): View {
  const wanted = Math.min(
    (stage.width * 0.7) / Math.max(1, region.width),
    (stage.height * 0.7) / Math.max(1, region.height),
  );
  const scale = Math.min(Math.max(wanted, fitScale(picture, stage)), 4);
  const x = stage.width / 2 - (region.x + region.width / 2) * scale;
  const y = stage.height / 2 - (region.y + region.height / 2) * scale;
  return clampView({ scale, x, y }, picture, stage);
}

/** Keeps the picture on the stage: centred if it is smaller, without gaps at the edges if it is larger. */
export function clampView(view: View, picture: Size, stage: Size): View {
  return {
    scale: view.scale,
    x: clampEdge(view.x, picture.width * view.scale, stage.width),
    y: clampEdge(view.y, picture.height * view.scale, stage.height),
  };
}

function clampEdge(start: number, length: number, room: number): number {
  if (length <= room - 2 * padding) return (room - length) / 2;
  return Math.min(padding, Math.max(room - padding - length, start));
}

export function panView(view: View, by: Point, picture: Size, stage: Size): View {
  return clampView({ scale: view.scale, x: view.x + by.x, y: view.y + by.y }, picture, stage);
}

/** Returns whether the whole picture is visible at its largest size. */
export function isFitted(view: View, picture: Size, stage: Size): boolean {
  return Math.abs(view.scale - fitScale(picture, stage)) < 0.001;
}

/** Returns the pixel of a picture at a point of its stage, or undefined beside the picture. */
export function pixelAt(point: Point, view: View, { width, height }: Size): Point | undefined {
  const x = Math.floor((point.x - view.x) / view.scale);
  const y = Math.floor((point.y - view.y) / view.scale);
  return x >= 0 && y >= 0 && x < width && y < height ? { x, y } : undefined;
}
