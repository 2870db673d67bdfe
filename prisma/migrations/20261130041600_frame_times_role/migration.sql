-- Start of each frame of a film whose frames are not evenly spaced.
ALTER TYPE "AssetRole" ADD VALUE IF NOT EXISTS 'FRAME_TIMES' AFTER 'WAVEFORM';
