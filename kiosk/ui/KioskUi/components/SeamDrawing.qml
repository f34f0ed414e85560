import QtQuick

// The seam's line, and what it bounds from above. It is drawn once for each size and colour.
// Without a graphics card a Shape is filled and stroked again in each frame that touches it, and
// the gold grows in every frame of a change of slides.
Canvas {
    id: root

    // In pixels, from one side to the other.
    required property list<point> line
    required property color stroke
    // Of the stroke, in pixels.
    required property real thickness
    // Fills all below the line.
    property color below: "transparent"

    renderStrategy: Canvas.Immediate
    onLineChanged: requestPaint()
    onStrokeChanged: requestPaint()
    onThicknessChanged: requestPaint()
    onBelowChanged: requestPaint()
    onPaint: {
        const context = getContext("2d");
        context.reset();
        if (below.a > 0) {
            context.beginPath();
            context.moveTo(0, height);
            line.forEach(at => context.lineTo(at.x, at.y));
            context.lineTo(width, height);
            context.closePath();
            context.fillStyle = below;
            context.fill();
        }
        context.beginPath();
        context.moveTo(line[0].x, line[0].y);
        line.slice(1).forEach(at => context.lineTo(at.x, at.y));
        context.strokeStyle = stroke;
        context.lineWidth = thickness;
        context.lineJoin = "bevel";
        context.stroke();
    }
}
