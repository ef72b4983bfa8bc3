# Makes random Zarr v2 arrays and the same as .npy files: FOLDER COUNT SEED.
import sys, os, shutil, random, warnings
import numpy as np, zarr, numcodecs
warnings.simplefilter("ignore")
out=sys.argv[1]; n=int(sys.argv[2]); seed=int(sys.argv[3])
rnd=random.Random(seed); rng=np.random.default_rng(seed)
shutil.rmtree(out,ignore_errors=True); os.makedirs(out)
zarr.create_group(out+"/p",zarr_format=2)
DT=["bool","int8","<i2",">i2","<i4",">i4","<i8","uint8","<u2",">u4","<u8","<f2",">f2","<f4",">f4","<f8","<c8",">c8","<c16"]
def fill(d):
    k=d.kind
    if rnd.random()<.2: return None
    if k=='b': return rnd.choice([True,False])
    if k in 'iu': i=np.iinfo(d); return rnd.choice([0,int(i.min),int(i.max),7])
    if k=='f': return rnd.choice([0.0,-0.0,float('nan'),float('inf'),-float('inf'),0.1,-3.5])
    return rnd.choice([0j,1+2j,complex(float('nan'),-float('inf'))])
for i in range(n):
    nd=rnd.choice([0,1,1,2,2,3,4])
    shape=tuple(rnd.choice([0,1,3,7,10,17]) if nd<4 else rnd.choice([1,3,5]) for _ in range(nd))
    chunks=tuple(rnd.choice([1,2,3,4,8,20]) for _ in range(nd))
    d=np.dtype(rnd.choice(DT))
    x=rnd.randrange(6)
    comp=None
    if x==1: comp=numcodecs.GZip(level=rnd.randrange(10))
    if x==2: comp=numcodecs.Zlib(level=rnd.randrange(10))
    if x==3: comp=numcodecs.Zstd(level=rnd.choice([-3,0,1,5]))
    if x>=4: comp=numcodecs.Blosc(cname=rnd.choice(["lz4","lz4hc","zstd","zlib","blosclz"]),clevel=rnd.randrange(10),shuffle=rnd.choice([-1,0,1,2]))
    fl=None
    if rnd.random()<.25: fl=[numcodecs.Shuffle(d.itemsize)]
    elif rnd.random()<.3 and d.kind in 'iu': fl=[numcodecs.Delta(dtype=d.str)]
    a=zarr.create_array(store=out,name=f"p/g{i%3}/a{i}",shape=shape,chunks=chunks,dtype=d,fill_value=fill(d),compressors=comp,filters=fl,order=rnd.choice("CF"),chunk_key_encoding={"name":"v2","separator":rnd.choice("./")},attributes={"i":i,"nested":{"a":[1,None]}} if i%2 else {},zarr_format=2)
    v=np.frombuffer(rng.bytes(int(np.prod(shape))*d.itemsize),dtype='u1')
    v=(v[:int(np.prod(shape))]&1).view('?').reshape(shape) if d.kind=='b' else v.view(d).reshape(shape).copy()
    if d.kind!='b' and rnd.random()<.5: v=(np.arange(int(np.prod(shape)))%97).reshape(shape).astype(d)
    if nd==0: a[()]=v
    elif rnd.random()<.7: a[...]=v
    else:
        full=np.full(shape,0 if a.fill_value is None else a.fill_value,dtype=d)
        sl=tuple(slice(rnd.randrange(0,s+1),None) for s in shape)
        a[sl]=v[sl]; full[sl]=v[sl]; v=full
    np.save(out+f"/p/g{i%3}/a{i}.npy", v.reshape(1) if nd==0 else v)
