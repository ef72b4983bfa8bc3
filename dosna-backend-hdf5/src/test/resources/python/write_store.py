"""Writes to a pool that Java made, as the Python code does, and says what it must read as then.

Arguments: the pool's folder, a folder with NAME.npy, which are replaced.
"""
import os

pool, expected = sys.argv[1:]

for name in sorted(os.listdir(pool)):
    if name == '.dosna':
        continue
    folder = os.path.join(pool, name)
    with h5py.File(os.path.join(folder, 'dataset.h5'), 'r') as f:
        dtype = f.attrs['dtype']
        fillvalue = f.attrs['fillvalue']
        chunk_size = f.attrs['chunk_size']
    npy = os.path.join(expected, name + '.npy')
    values = np.load(npy)
    numbers = np.arange(1, 1 + values.size).reshape(values.shape).astype(values.dtype)
    # In place, an element and a row.
    with h5py.File(os.path.join(folder, 'chunk_0_0.h5'), 'r+') as f:
        f['data'][0, 0] = numbers[0, 0]
        f['data'][1, 1:3] = numbers[1, 1:3]
    values[0, 0] = numbers[0, 0]
    values[1, 1:3] = numbers[1, 1:3]
    # A new chunk, created and then written in part.
    path = os.path.join(folder, 'chunk_2_0.h5')
    assert not os.path.exists(path)
    with h5py.File(path, 'w') as f:
        f.create_dataset('data', shape=chunk_size, dtype=dtype, fillvalue=fillvalue)
    with h5py.File(path, 'a') as f:
        f['data'][0, 1] = numbers[6, 1]
    values[6, 1] = numbers[6, 1]
    # A new chunk that is created and never written.
    with h5py.File(os.path.join(folder, 'chunk_2_1.h5'), 'w') as f:
        f.create_dataset('data', shape=chunk_size, dtype=dtype, fillvalue=fillvalue)
    np.save(npy, values)
