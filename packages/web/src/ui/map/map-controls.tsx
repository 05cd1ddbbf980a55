import { IconButton } from '../button.tsx';
import { Icon } from '../icon.tsx';

interface MapControlsProps {
  zoom: number;
  onZoom: (factor: number) => void;
  onWhole: () => void;
}

export function MapControls({ zoom, onZoom, onWhole }: MapControlsProps) {
  return (
    <div className="absolute top-2 right-2 flex flex-col rounded-md border border-line bg-sheet">
      <IconButton label="Enlarge the map" onClick={() => onZoom(2)}>
        <Icon name="plus" />
      </IconButton>
      <IconButton
        label="Reduce the map"
        disabled={zoom <= 1}
        onClick={() => onZoom(0.5)}
        className="disabled:opacity-40"
      >
        <Icon name="minus" />
      </IconButton>
      {zoom > 1 && (
        <IconButton label="Show the whole world" onClick={onWhole}>
          <Icon name="screen" />
        </IconButton>
      )}
    </div>
  );
}
