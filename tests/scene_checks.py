"""What holds of every scene: words never meet and never leave the picture."""

from __future__ import annotations

from journeyviewer.timeline.scene import CAP_HEIGHT, Item, Scene, Text

Rectangle = tuple[float, float, float, float]


def cap_box(text: Text) -> Rectangle:
    """Return left, top, right, bottom of a text at capital height."""
    return (text.left, text.y - text.face.size * CAP_HEIGHT, text.left + text.width, text.y)


def texts(scene: Scene) -> list[Text]:
    """Return the texts of a scene."""
    return [mark for mark in scene.marks if isinstance(mark, Text)]


def colliding_texts(scene: Scene) -> list[tuple[str, str]]:
    """Return every pair of texts whose boxes intersect by more than a quarter pixel."""
    boxes = sorted((cap_box(text), text.text) for text in texts(scene))
    pairs = []
    for index, (one, words) in enumerate(boxes):
        for other, more in boxes[index + 1 :]:
            if other[0] >= one[2] - 0.25:
                break
            if other[1] < one[3] - 0.25 and other[3] > one[1] + 0.25:
                pairs.append((words, more))
    return pairs


def texts_outside(scene: Scene) -> list[str]:
    """Return texts that leave the picture, or the plot where they begin in it."""
    outside = []
    for text in texts(scene):
        left, top, right, bottom = cap_box(text)
        if left < -0.25 or top < -0.25 or right > scene.width + 0.25 or bottom > scene.height:
            outside.append(text.text)
    return outside


def item_at(scene: Scene, x: float, y: float) -> Item | None:
    """Return the topmost item under a pixel, six pixels wide at least, by trying every one."""
    for item in reversed(scene.items):
        pad = max(0.0, (6 - item.width) / 2)
        if item.x - pad <= x < item.x + item.width + pad and item.y <= y < item.y + item.height:
            return item
    return None
