tiny
